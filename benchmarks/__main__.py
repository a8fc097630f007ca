"""`python -m benchmarks`: every question, in turn."""

from benchmarks import encoder, stages, times

if __name__ == "__main__":
    stages.main()
    times.main()
    encoder.main()
