namespace ResNetMLNet.Testing.Deployment;

/// <summary>The other process: <c>FOLDER SCORE_COLUMN</c>.</summary>
internal static class Program
{
    private static void Main(string[] args) => new Exchange(args[0]).Score(args[1]);
}
