"""Tables in, Plotly figures out. Nothing here knows of pages, addresses or sessions."""
