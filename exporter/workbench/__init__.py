"""A page on which anyone can annotate an article (extra ``[preview]``).

``outline`` and ``drawing/`` draw the article from its source, ``actions/`` turn what somebody does
on the page into edits of it, ``session`` saves them one by one, ``panel/`` says what is known of
what is chosen, and ``site/`` is the web application over all of it.
"""
