namespace ResNetMLNet.Benchmarks.Load;

/// <summary>What one client has seen.</summary>
internal sealed class LoadTally
{
    /// <summary>The time of each right answer, in milliseconds.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>Answers whose probabilities are not those of the model.</summary>
    public int Wrong { get; private set; }

    /// <summary>The largest difference of a probability from that of the model.</summary>
    public float LargestDifference { get; private set; }

    /// <summary>Requests that found no service, or whose connection broke.</summary>
    public int Disconnected { get; private set; }

    /// <summary>Answers that the service is not ready (503) or busy (429).</summary>
    public int Refused { get; private set; }

    /// <summary>Answers with any other status.</summary>
    public int Failed { get; private set; }

    /// <summary>Counts an answer with predictions.</summary>
    /// <param name="difference">The largest difference of its probabilities from those of the model.</param>
    /// <param name="isRight">Whether that is small enough.</param>
    /// <param name="time">The time that it took.</param>
    public void CountAnswer(float difference, bool isRight, TimeSpan time)
    {
        LargestDifference = Math.Max(LargestDifference, difference);
        if (isRight)
            Milliseconds.Add(time.TotalMilliseconds);
        else
            Wrong++;
    }

    /// <summary>Counts an answer without predictions.</summary>
    public void CountStatus(int status)
    {
        if (status is 429 or 503)
            Refused++;
        else
            Failed++;
    }

    /// <summary>Counts a request without an answer.</summary>
    public void CountDisconnection() => Disconnected++;
}
