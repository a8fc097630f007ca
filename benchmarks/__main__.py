"""`python -m benchmarks`: every question, in turn; `benchmarks.serving` needs a record and is asked alone."""

from benchmarks import encoder, linking, names, opening, pages, places, stages, times

if __name__ == "__main__":
    stages.main()
    pages.main()
    times.main()
    places.main()
    encoder.main()
    names.main()
    linking.main()
    opening.main()
