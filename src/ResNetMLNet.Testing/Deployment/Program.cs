namespace ResNetMLNet.Testing.Deployment;

/// <summary>The other process: <c>FOLDER SCORE_COLUMN</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            new Exchange(args[0]).Score(args[1]);
            return 0;
        }
        catch (Exception exception)
        {
            // What began it stands below many lines of ML.NET's reflection.
            Console.Error.WriteLine(exception.GetBaseException().Message);
            Console.Error.WriteLine(exception);
            return 1;
        }
    }
}
