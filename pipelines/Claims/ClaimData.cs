using Microsoft.ML;
using static Microsoft.ML.DataOperationsCatalog;

namespace ResNetMLNet.Pipelines.Claims;

/// <summary>Claims in a folder: a table with a header, and the photos that it names.</summary>
internal static class ClaimData
{
    private const int Count = 240;

    /// <summary>Reads the claims; where there are none, some are made up and written first.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder of <c>claims.tsv</c>.</param>
    /// <param name="notice">Is told if claims are made up.</param>
    public static TrainTestData Load(MLContext ml, string folder, Action<string> notice)
    {
        var table = Table(folder);
        if (!File.Exists(table))
        {
            notice($"There is no '{table}': {Count} claims are made up.");
            Write(folder, Count);
        }

        return ml.Data.TrainTestSplit(ml.Data.LoadFromTextFile<Claim>(table, hasHeader: true), testFraction: 0.25, seed: 1);
    }

    /// <summary>Makes up claims and writes table and photos.</summary>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <param name="count">How many; nine are of all kinds.</param>
    public static void Write(string folder, int count)
    {
        Directory.CreateDirectory(Path.Combine(folder, "photos"));
        var random = new Random(1);
        var claims = Enumerable.Range(0, count).Select(number => MadeUpClaim.Write(folder, number, random)).ToList();
        File.WriteAllLines(Table(folder), claims
            .Select(claim => string.Join('\t', claim.Text, claim.Photo, claim.Cause, claim.Item, claim.Decision))
            .Prepend(string.Join(
                '\t',
                nameof(Claim.Text),
                nameof(Claim.Photo),
                nameof(Claim.Cause),
                nameof(Claim.Item),
                nameof(Claim.Decision))));
    }

    private static string Table(string folder) => Path.Combine(folder, "claims.tsv");
}
