"""What a page of HTML says about posts: pure, from bytes to cards.

`dom` reads the page; `feeds`, `jsonld`, `rule` with `presets`, and `infer` look at it, each in its
way; `understand` asks them in order.
"""
