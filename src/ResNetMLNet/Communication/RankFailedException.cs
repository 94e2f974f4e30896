namespace ResNetMLNet.Communication;

/// <summary>Another of the processes that train together has failed, or has not answered in time.</summary>
/// <remarks>The training cannot go on without it: start it anew from its checkpoint.</remarks>
public sealed class RankFailedException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="rank">The rank that has failed, from 0.</param>
    /// <param name="message">Which one it is, and why.</param>
    public RankFailedException(int rank, string message)
        : base(message) => Rank = rank;

    /// <summary>The rank that has failed, from 0.</summary>
    public int Rank { get; }
}
