namespace ResNetMLNet.Reports.Tests.Utilities;

/// <summary>Keeps what is told, by any thread.</summary>
internal sealed class Told(List<string> told) : IProgress<string>
{
    public void Report(string value)
    {
        lock (told)
            told.Add(value);
    }
}
