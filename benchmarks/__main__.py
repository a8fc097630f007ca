"""`python -m benchmarks`: every question, in turn."""

from benchmarks import encoder, linking, names, pages, places, stages, times

if __name__ == "__main__":
    stages.main()
    pages.main()
    times.main()
    places.main()
    encoder.main()
    names.main()
    linking.main()
