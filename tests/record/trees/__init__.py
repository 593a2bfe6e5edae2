"""Tests of Merkle trees and tiles."""
