using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Reads the picture of the row where a cursor stands.</summary>
internal sealed class PictureRowReader
{
    private readonly IHost _host;
    private readonly PictureSource _source;
    private readonly MissingPictures _missing;
    private readonly Func<EncodedContent> _next;

    /// <param name="host">Names what is wrong.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The column of paths or contents.</param>
    /// <param name="source">What is known of it.</param>
    /// <param name="missing">Is told of pictures that are missing.</param>
    public PictureRowReader(IHost host, DataViewRow row, DataViewSchema.Column column, PictureSource source, MissingPictures missing)
    {
        (_host, _source, _missing) = (host, source, missing);
        _next = source.Getter(row, column);
    }

    /// <summary>Reads the picture; null if it cannot be read and may be missing.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><see cref="MLContext.CancelExecution"/> was called.</exception>
    public MLImage? Read()
    {
        _host.CheckAlive();
        var content = _next();
        try
        {
            using var picture = content.Open(_source.Rules);
            return picture.Decode();
        }
        catch (UnreadablePictureException exception) when (_source.Unreadable == UnreadablePictures.Missing)
        {
            _missing.Add(content, exception);
            return null;
        }
        catch (UnreadablePictureException exception)
        {
            throw _host.Except(exception, PictureText.Unreadable(_source, content, exception));
        }
        catch (Exception exception) when (MemoryShortage.IsBehind(exception))
        {
            throw PictureText.TooLarge(_source, content, exception);
        }
    }
}
