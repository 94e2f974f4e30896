using System.Security.Cryptography;

namespace ResNetMLNet.Data;

/// <summary>The download of one file from one address at a time, up to its verification.</summary>
internal sealed class FashionMnistDownload(
    HttpClient http, FashionMnistFile file, int number, int count, TimeSpan patience,
    IProgress<FashionMnistDownloadProgress>? progress)
{
    private const int BufferSize = 1 << 16;

    // Even stored uncompressed, with gzip's headers, the file has no more.
    private readonly long _limit = file.Length + (1 << 16);

    public FashionMnistFile File => file;

    /// <summary>Overwrites <paramref name="target"/> with what the address sends, and verifies it.</summary>
    public async Task FetchAsync(Uri address, FileStream target, CancellationToken cancellationToken)
    {
        target.SetLength(0);
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(patience);
        try
        {
            using var response = await http
                .GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            await CopyAsync(response, address, target, stall).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"sent nothing for {patience.TotalSeconds:0} seconds", error);
        }

        await VerifyAsync(target, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(
        HttpResponseMessage response, Uri address, FileStream target, CancellationTokenSource stall)
    {
        var total = response.Content.Headers.ContentLength;
        using var source = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        var buffer = new byte[BufferSize];
        long received = 0;
        Report(address, 0, total);
        for (int read; (read = await source.ReadAsync(buffer, stall.Token).ConfigureAwait(false)) > 0;)
        {
            received += read;
            if (received > _limit)
                throw new InvalidDataException($"sent more than the {_limit} bytes that '{file.Name}' can have");
            await target.WriteAsync(buffer.AsMemory(0, read), stall.Token).ConfigureAwait(false);
            stall.CancelAfter(patience);
            Report(address, received, total);
        }
    }

    private void Report(Uri address, long received, long? total) =>
        progress?.Report(new FashionMnistDownloadProgress(file.Name, number, count, address, received, total));

    // Of the uncompressed content: any compression of the same data will do, and none too.
    private async Task VerifyAsync(FileStream target, CancellationToken cancellationToken)
    {
        using var unpacked = Gzip.IsCompressed(target) ? Gzip.Decompress(target, leaveOpen: true) : null;
        var content = unpacked ?? target;
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long length = 0;
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            length += read;
            // A small gzip file may unpack to anything.
            if (length > file.Length)
                throw new InvalidDataException($"sent more than the {file.Length} bytes of '{file.Name}'");
            sha256.AppendData(buffer, 0, read);
        }

        var found = Convert.ToHexStringLower(sha256.GetHashAndReset());
        if (found != file.Sha256)
        {
            throw new InvalidDataException(
                $"sent other data than '{file.Name}': SHA-256 {found} of {length} bytes, expected {file.Sha256}");
        }
    }
}
