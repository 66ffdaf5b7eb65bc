"""The pages: one short script each. Filters in, one query, one figure, its evidence.

How a page is made
------------------
::

    import streamlit as st
    from stance.pages import evidence, frame

    snapshot, view = frame.snapshot(), frame.view()
    st.title("Map")                              # every page has one title; tests assert it
    kind = frame.choose("bin", "One bar for each", {"month": "month", "week": "week"})
    rows = frame.cached(snapshot, my_query, view.filters(), kind)   # kept by data version
    frame.chart(my_figure(rows, dark=frame.is_dark()), key="my", alt="what the picture says")
    evidence.show(snapshot, evidence.find(snapshot, view.filters()), key="my")

- ``frame.view()`` is all of a visit that an address holds (see ``stance.view``). Change it only with
  ``frame.change(field=value)`` or ``frame.choose`` / ``frame.several``, which keep the address in step;
  such a change is made in a widget's callback, before the page runs. A new choice is one line in
  ``view.CHOICES``.
- ``view.filters()`` is the period that lists and timelines speak of, ``view.on_date()`` everything up
  to the chosen date. A page that applies the period, positions or the words of a search says so in
  ``view.APPLIED``; nothing else of these is named in its citation, its pictures and its files.
- Figures are pure functions in ``stance.figures`` (tables to ``go.Figure``); ``style.finish`` gives the
  look.
- Words from sources are shown only through ``evidence``; anything else of theirs that goes into
  markdown (a name, a title) passes ``evidence.escape``.
- Read a chart's selection in its ``on_select`` callback only (``frame.clicked``): it is gone once the
  figure changes.
- Beside every chart stands its table: ``tables.beside(label, rows, key, file_name)``.
- ``app.py`` lists the pages. Widget keys begin with the page's name.
"""
