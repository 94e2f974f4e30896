using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Data;

/// <summary>Downloads the files that a folder lacks. What gets a file's name has been verified.</summary>
/// <param name="handler">Makes the way to the network; disposed after use.</param>
/// <param name="mirrors">The sites, in order. A file's address is the site's plus its name plus <c>.gz</c>.</param>
/// <param name="files">The files, with the hashes they must have.</param>
/// <param name="patience">How long a mirror may send nothing before the next one is tried.</param>
internal sealed class FashionMnistDownloader(
    Func<HttpMessageHandler> handler, IReadOnlyList<Uri> mirrors, IReadOnlyList<FashionMnistFile> files,
    TimeSpan patience)
{
    public static FashionMnistDownloader Default => new(
        () => new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) },
        FashionMnist.Mirrors, FashionMnist.Files, TimeSpan.FromSeconds(30));

    public IReadOnlyList<FashionMnistFile> Files => files;

    /// <exception cref="FashionMnistNotFoundException">No mirror has a file, or the folder is read-only.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the files finished before stay.</exception>
    public async Task DownloadAsync(
        FashionMnistFolder folder, IProgress<FashionMnistDownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var http = new HttpClient(handler()) { Timeout = Timeout.InfiniteTimeSpan };
        Prepare(folder);
        var missing = folder.Missing(files);
        var order = new List<Uri>(mirrors);
        for (var i = 0; i < missing.Count; i++)
        {
            var job = new FashionMnistDownload(http, missing[i], i + 1, missing.Count, patience, progress);
            await DownloadAsync(job, order, folder, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task DownloadAsync(
        FashionMnistDownload job, List<Uri> order, FashionMnistFolder folder, CancellationToken cancellationToken)
    {
        using var part = OpenPart(folder, job.File);
        var tried = new List<string> { $"{folder.Path}: lacks '{job.File.Name}'" };
        Exception? last = null;
        foreach (var mirror in order.ToArray())
        {
            var address = new Uri(mirror, job.File.Name + ".gz");
            try
            {
                await job.FetchAsync(address, part.Stream, cancellationToken).ConfigureAwait(false);
                part.Keep(Gzip.IsCompressed(part.Stream) ? ".gz" : string.Empty);
                return;
            }
            catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException
                or TimeoutException or UnauthorizedAccessException)
            {
                tried.Add($"{address}: {error.Message}");
                last = error;
                // The next file begins with a mirror that has not failed.
                order.Remove(mirror);
                order.Add(mirror);
            }
        }

        throw FashionMnistNotFoundException.After(tried, last);
    }

    private static void Prepare(FashionMnistFolder folder) => Guarded(folder, () =>
    {
        Directory.CreateDirectory(folder.Path);
        PartFile.CleanUp(folder.Path, "*");
        return folder;
    });

    private static PartFile OpenPart(FashionMnistFolder folder, FashionMnistFile file) =>
        Guarded(folder, () => PartFile.Create(folder.Path, file.Name));

    private static T Guarded<T>(FashionMnistFolder folder, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FashionMnistNotFoundException.After([$"{folder.Path}: cannot be written ({error.Message})"], error);
        }
    }
}
