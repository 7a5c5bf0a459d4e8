"""Typed documents, money, time, people: values without any input or output."""
