"""`python -m benchmarks`: every question, in turn."""

from benchmarks import encoder, linking, pages, stages, times

if __name__ == "__main__":
    stages.main()
    pages.main()
    times.main()
    encoder.main()
    linking.main()
