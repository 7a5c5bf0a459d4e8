"""The sample portfolio, generated from the files of `sample_data`."""

from cadence_tui.content.sample.portfolio import SampleSize, sample_portfolio

__all__ = ["SampleSize", "sample_portfolio"]
