using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Data;

/// <summary>
/// Finds Fashion-MNIST: in the folder the caller names, else in the folder the variable names, else in the cache, else
/// at the mirrors. Whoever names a folder means it: then nothing else is tried.
/// </summary>
/// <param name="variable">The value of <see cref="FashionMnist.FolderVariable"/>.</param>
/// <param name="cacheFolder">Where downloads are kept.</param>
/// <param name="downloader">Fetches what the cache lacks.</param>
internal sealed class FashionMnistSearch(string? variable, string cacheFolder, FashionMnistDownloader downloader)
{
    public static FashionMnistSearch Default => new(
        Environment.GetEnvironmentVariable(FashionMnist.FolderVariable), FashionMnist.CacheFolder,
        FashionMnistDownloader.Default);

    /// <summary>A folder in which all files are.</summary>
    public FashionMnistFolder Find(
        string? folder, IProgress<FashionMnistDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            PathArgument.Check(folder);
            return Named(folder, "the folder that was passed");
        }

        if (!string.IsNullOrWhiteSpace(variable))
            return Named(variable, $"the value of {FashionMnist.FolderVariable}");

        var cache = new FashionMnistFolder(cacheFolder);
        // On the thread pool, so that no synchronization context of the caller can be waited for.
        if (cache.Missing(downloader.Files).Count > 0)
        {
            Task.Run(() => downloader.DownloadAsync(cache, progress, cancellationToken), cancellationToken)
                .GetAwaiter().GetResult();
        }

        return cache;
    }

    private FashionMnistFolder Named(string path, string origin)
    {
        var folder = new FashionMnistFolder(path);
        folder.RequireAll(downloader.Files, origin);
        return folder;
    }
}
