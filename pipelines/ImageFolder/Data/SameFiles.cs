using System.IO.Hashing;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Finds files that have the same content: those of a size that no other has are not read.</summary>
internal static class SameFiles
{
    /// <summary>Finds the files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The places of those with the same content, of two or more each.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var ofOneSize = Alike([.. Enumerable.Range(0, files.Count)], SizeOf);
        return Alike([.. ofOneSize.SelectMany(places => places)], HashOf);

        List<int[]> Alike<TKey>(int[] places, Func<string, TKey?> key)
            where TKey : struct
        {
            var keys = new TKey?[places.Length];
            var options = new ParallelOptions
            {
                CancellationToken = cancellationToken,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            };
            Parallel.For(0, places.Length, options, i => keys[i] = key(files[places[i]]));
            return [.. places.Zip(keys)
                .Where(place => place.Second is not null)
                .GroupBy(place => place.Second, place => place.First)
                .Select(alike => alike.ToArray())
                .Where(alike => alike.Length > 1)];
        }
    }

    private static long? SizeOf(string file) => Read(file, stream => stream.Length);

    private static UInt128? HashOf(string file) => Read(file, stream =>
    {
        var hash = new XxHash128();
        hash.Append(stream);
        return hash.GetCurrentHashAsUInt128();
    });

    /// <summary>What is read of a file; null if it is lost by now, which is told of where its picture is read.</summary>
    private static T? Read<T>(string file, Func<FileStream, T> read)
        where T : struct
    {
        try
        {
            using var stream = File.OpenRead(file);
            return read(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
