"""The terminal driver: fewer bytes over SSH, and an end when the terminal goes away."""

import codecs
import os
import selectors
import signal
import time
from functools import partial

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from cadence_tui.tui.ascii import to_ascii, wants_ascii
from cadence_tui.tui.thrift import StyleThrift

_POLL_SECONDS = 0.1
_STALLED_SECONDS = 0.01
_HUNG_UP = 128 + signal.SIGHUP


class LeanDriver(LinuxDriver):
    """Textual's driver with thrift, and with an end of input that ends the program.

    Textual's own loop spins at full speed when the connection behind a terminal is gone.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._thrift = StyleThrift()
        self._ascii = wants_ascii()

    def write(self, data: str) -> None:
        """Writes, unless nobody can read any more: a full queue would hold the program for ever."""
        writer = self._writer_thread
        while writer is not None and writer.is_alive():
            if not writer._queue.full():
                data = self._thrift(data)
                writer.write(to_ascii(data) if self._ascii else data)
                return
            time.sleep(_STALLED_SECONDS)

    def close(self) -> None:
        """Waits for the last bytes, unless nobody can read them."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()

    def run_input_thread(self) -> None:
        """Reads keys until told to stop or until the terminal has hung up."""
        parser = XTermParser(self._debug)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL_SECONDS):
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=_HUNG_UP))
                        return
                    for event in parser.feed(decoder.decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
