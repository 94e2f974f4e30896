using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResNetMLNet.Files;
using ResNetMLNet.Interop;
using ResNetMLNet.Transforms.Files;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Checkpoints;

/// <summary>A checkpoint as one file, so that it is whole or not there.</summary>
/// <remarks>
/// <code>
/// checkpoint.safetensors
///   __metadata__
///     format             the version of this layout
///     library            the version of the library that wrote it
///     state              a CheckpointState as JSON
///   network.*            the network as it is in training, with torchvision's names
///   optimizer.*          the optimizer's running means
///   average.*            the average of the network's weights, if there is one
///   model.*              the weights that would be returned, unless they are the average or, without it, the network's
///   running.*            the sums of the unfinished epoch
/// </code>
/// Nothing in it is code. What is drawn at random needs no room: order and augmentation of a batch follow from the seed, the
/// epoch and the number of the batch.
/// </remarks>
internal static class CheckpointFile
{
    /// <summary>The version of the layout that is written, and the highest that can be read.</summary>
    private const int Format = 1;

    private const string FormatKey = "format";
    private const string LibraryKey = "library";
    private const string StateKey = "state";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes a checkpoint that is still to be kept; the file that was there stays until then.</summary>
    /// <exception cref="IOException">It cannot be written; the earlier file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static PartFile Prepare(string path, CheckpointState state, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var metadata = new Dictionary<string, string>
        {
            [FormatKey] = $"{Format}",
            [LibraryKey] = AssemblyVersion.Of(typeof(CheckpointFile)),
            [StateKey] = JsonSerializer.Serialize(state, _json),
        };
        return AtomicFile.Prepare(path, stream => SafeTensorsWriter.Write(stream, tensors, metadata));
    }

    /// <summary>Reads how far a training had come.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it, where it is another process that has the file; null to read it.</param>
    /// <exception cref="InvalidDataException">The file is damaged, no checkpoint, or of a newer version.</exception>
    /// <exception cref="InvalidOperationException">The file cannot be read.</exception>
    public static CheckpointState ReadState(string path, byte[]? content = null)
    {
        var metadata = Read(path, content, stream =>
        {
            SafeTensorsHeader.Read(stream, out var texts);
            return texts;
        });
        if (!metadata.TryGetValue(FormatKey, out var format) || !metadata.TryGetValue(StateKey, out var state))
            throw new InvalidDataException($"'{path}' is no checkpoint: it holds tensors, but no state of a training.");
        if (!int.TryParse(format, CultureInfo.InvariantCulture, out var version) || version is < 1 or > Format)
        {
            throw new InvalidDataException(
                $"The checkpoint '{path}' is of format {format}, written by version {metadata.GetValueOrDefault(LibraryKey)} of the "
                + $"library; version {AssemblyVersion.Of(typeof(CheckpointFile))} reads formats up to {Format}. Update the library.");
        }
        try
        {
            var read = JsonSerializer.Deserialize<CheckpointState>(state, _json);
            var problem = read is null ? "its state is null" : read.Problem();
            return problem is null ? read! : throw Damaged(path, problem);
        }
        catch (JsonException exception)
        {
            throw Damaged(path, $"its state is not as written: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the tensors; they belong to the present dispose scope.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it, where it is another process that has the file; null to read it.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="InvalidOperationException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, Tensor> ReadTensors(string path, byte[]? content = null) =>
        Read(path, content, SafeTensorsReader.Read);

    /// <summary>The error of a file that is not as it was written.</summary>
    public static InvalidDataException Damaged(string path, string what, Exception? inner = null) => new(
        $"The checkpoint '{path}' is damaged: {what}. Name another {nameof(TorchTrainerOptions.CheckpointFolder)}, or remove "
        + "the file to begin anew.",
        inner);

    private static T Read<T>(string path, byte[]? content, Func<Stream, T> read)
    {
        try
        {
            using Stream stream = content is null ? RegularFile.OpenRead(path) : new MemoryStream(content);
            return read(stream);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The checkpoint '{path}' cannot be read: {exception.Message} Give the right to read it, or name another folder.",
                exception);
        }
    }
}
