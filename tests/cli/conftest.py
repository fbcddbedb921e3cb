"""A blog on this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

FEED = """\
<rss version="2.0"><channel><title>Notes on Queues</title><link>{home}</link>
<item><title>What a queue forgets</title><link>{home}queue/</link>
<description>A summary of the first post, which says what it is about.</description>
<pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title>Second thoughts</title><link>{home}second/</link>
<pubDate>Fri, 27 Feb 2026 10:00:00 GMT</pubDate></item></channel></rss>
"""
HOME = """\
<html><head><title>Notes on Queues | Ann</title>
<link rel="alternate" type="application/rss+xml" href="/index.xml">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
</head><body>Hello</body></html>
"""


@pytest.fixture
def site():
    """The address of a blog that declares two feeds."""
    pages = {"/": HOME, "/index.xml": FEED, "/comments/feed/": FEED.replace("What", "Comment:")}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            page = pages.get(self.path)
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html" if self.path == "/" else "text/xml")
            self.end_headers()
            self.wfile.write((page or "").replace("{home}", home).encode())

        def log_message(self, *args):
            """Be silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    home = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield home
    server.shutdown()
    server.server_close()
