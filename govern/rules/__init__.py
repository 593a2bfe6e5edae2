"""What statements mean: pure rules that return facts or refuse."""
