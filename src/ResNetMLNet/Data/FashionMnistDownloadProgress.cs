namespace ResNetMLNet.Data;

/// <summary>How far a download of Fashion-MNIST has come.</summary>
/// <param name="FileName">The file that is being downloaded.</param>
/// <param name="FileNumber">The number of that file, counted from 1.</param>
/// <param name="FileCount">How many files this download has in all.</param>
/// <param name="Address">Where the file comes from.</param>
/// <param name="BytesReceived">How many bytes of the file have arrived.</param>
/// <param name="TotalBytes">How many bytes the file has; null where the server does not tell.</param>
public sealed record FashionMnistDownloadProgress(
    string FileName, int FileNumber, int FileCount, Uri Address, long BytesReceived, long? TotalBytes);
