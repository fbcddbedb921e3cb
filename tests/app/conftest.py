"""A web server on loopback whose answers are set by path."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>
<link>https://{name}.example.org/</link>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://{name}.example.org/{slug}</link>
<description>{about}</description>{date}</item>"""


class Site:
    """`asked` holds the paths in the order in which they were asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.answers.get(self.path, site.says(404))(self)

            def log_message(self, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    @staticmethod
    def says(status: int, body: str = "", **headers: str) -> Answer:
        """The same answer always; 304 to those who know its ETag."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            known = headers.get("ETag") == request.headers.get("If-None-Match", "none")
            data = b"" if known else body.encode()
            request.send_response(304 if known else status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(data)))
            request.end_headers()
            request.wfile.write(data)

        return answer

    def feed(
        self, name: str, posts: dict[str, str], about: str = "About it.", **headers: str
    ) -> None:
        """Answer /NAME.xml with a feed of titles and dates; an empty date is none."""
        items = "".join(
            ITEM.format(
                name=name,
                title=title,
                about=about,
                slug=title.lower().replace(" ", "-"),
                date=f"<pubDate>{date}</pubDate>" if date else "",
            )
            for title, date in posts.items()
        )
        self.answers[f"/{name}.xml"] = self.says(
            200, FEED.format(name=name, items=items), **headers
        )


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.http.serve_forever, args=(0.01,))
    thread.start()
    yield site
    site.http.shutdown()
    thread.join()
    site.http.server_close()
