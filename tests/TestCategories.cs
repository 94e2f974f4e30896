namespace ResNetMLNet;

/// <summary>Kinds of tests, by which a run chooses.</summary>
internal static class TestCategories
{
    /// <summary>Takes minutes by its nature: <c>dotnet test</c> leaves it out unless it is told <c>-p:Tests=Long</c>.</summary>
    public const string Long = nameof(Long);
}
