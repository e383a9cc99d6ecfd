"""Typesets letters in a process of its own, within limits; reads requests on stdin, answers on stdout.

A request is one line of JSON: `data` (the letter, as JSON text) and `timestamp` (UNIX seconds).
The answer is one line of JSON, `size` or `error`, and after `size` that many bytes of PDF.
Runs as a file, without the package, so that it starts fast and knows nothing.
"""

import json
import sys
from pathlib import Path


def main(template: str, fonts: str, memory_bytes: int) -> None:
    """Answer requests until stdin closes."""
    _limit_memory(memory_bytes)
    import typst  # after the limit, so that it counts

    shelf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    source = Path(template).read_bytes()
    compiler = typst.Compiler(font_paths=shelf, ignore_system_fonts=True, root=str(Path(template).parent))
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            pdf, warnings = compiler.compile_with_warnings(
                input=source,
                format="pdf",
                pdf_standards="ua-1",
                sys_inputs={"letter": request["data"]},
                timestamp=request["timestamp"],
            )
        except (typst.TypstError, ValueError) as error:
            _answer({"error": str(getattr(error, "message", error))})
            continue
        if isinstance(pdf, bytes) and not warnings:
            _answer({"size": len(pdf)}, pdf)
        else:
            _answer({"error": "; ".join(warning.message for warning in warnings)})


def _answer(head: dict[str, object], body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
