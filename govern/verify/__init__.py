"""The verifier: checks a whole record from its bundle alone, by the same rules as the server and without it."""

from govern.verify.audit import verify
from govern.verify.report import Finding, VerificationReport

__all__ = ["Finding", "VerificationReport", "verify"]
