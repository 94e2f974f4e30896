using ResNetMLNet.Reports.Html;

namespace ResNetMLNet.Reports;

public sealed partial class ModelReport
{
    /// <summary>Writes a page with the defaults to look at: one HTML file that needs no other, and no network.</summary>
    /// <param name="path">The file. It is written whole or not at all; an earlier page is replaced.</param>
    /// <exception cref="IOException">The file cannot be written, or something is there already that is no page.</exception>
    public void SaveAsHtml(string path) => SaveAsHtml(path, options: null);

    /// <summary>Writes a page to look at: one HTML file that needs no other, and no network.</summary>
    /// <param name="path">The file. It is written whole or not at all; an earlier page is replaced.</param>
    /// <param name="options">What the page shows beside the figures; null for the defaults.</param>
    /// <remarks>Pictures are shown where the model reads any, of the rows that say most, made small.</remarks>
    /// <exception cref="ArgumentException">A slice's column is not there, or the other model is not to be compared.</exception>
    /// <exception cref="IOException">The file cannot be written, or something is there already that is no page.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public void SaveAsHtml(string path, PageOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        PageFile.Write(path, stream => SaveAsHtml(stream, options));
    }

    /// <summary>Writes the same to a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="options">What the page shows beside the figures; null for the defaults.</param>
    /// <exception cref="ArgumentException">A slice's column is not there, or the other model is not to be compared.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public void SaveAsHtml(Stream stream, PageOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PageText.Write(new ModelPage(this, options ?? new PageOptions()).Create(), stream);
    }
}
