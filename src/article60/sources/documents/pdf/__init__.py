"""Reading PDF: from character boxes to blocks, without trusting the order of the content stream."""
