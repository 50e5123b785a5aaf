"""From values to coordinates: one kind of chart each. What draws them is `charts.html`."""
