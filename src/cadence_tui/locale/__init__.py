"""Languages of the interface and of the content: sentences, dates, numbers, money."""

from cadence_tui.locale.speech import LANGUAGES, Speech, speech

__all__ = ["LANGUAGES", "Speech", "speech"]
