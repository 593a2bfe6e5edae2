"""The verifier: checks a whole record from its bundle alone, by the server's rules but without the server."""

from govern.verify.audit import verify
from govern.verify.findings import Finding
from govern.verify.report import VerificationReport

__all__ = ["Finding", "VerificationReport", "verify"]
