"""What people type: one module for each command, which reads its arguments and tells what came of it."""
