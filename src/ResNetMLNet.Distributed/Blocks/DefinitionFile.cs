using System.Text.Json;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>The file that says what the blocks of a folder are of: whoever comes first makes it, and the others compare.</summary>
/// <param name="folder">The folder.</param>
internal sealed class DefinitionFile(string folder)
{
    private const string Name = "_scores.json";

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private string FilePath => Path.Combine(folder, Name);

    /// <summary>What the folder is of; makes the file if there is none.</summary>
    /// <param name="definition">What this process is to score.</param>
    /// <returns>The same, with the number of rows where others have found it.</returns>
    /// <exception cref="InvalidOperationException">The folder is of something else, of which the message names every
    /// difference.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public ScoringDefinition Agree(ScoringDefinition definition)
    {
        // Whoever writes blocks has made the file before.
        var hasBlocks = BlockFolder.HasBlocks(folder);
        if (!File.Exists(FilePath))
        {
            if (hasBlocks)
            {
                throw new InvalidOperationException(
                    $"The folder '{folder}' has blocks and no {Name} that says what they are of: remove them, or give another folder.");
            }
            if (AtomicFile.TryWriteNew(FilePath, file => JsonSerializer.Serialize(file, definition, _options)))
                return definition;
        }
        var there = Read();
        var differences = there.Differences(definition).ToList();
        if (differences.Count > 0)
        {
            throw new InvalidOperationException(
                $"The folder '{folder}' is of another scoring: {string.Join("; ", differences)}. Score the same to go on with it, or give "
                + "another folder.");
        }
        return definition with { RowCount = there.RowCount ?? definition.RowCount };
    }

    /// <summary>What the folder is of.</summary>
    /// <exception cref="FileNotFoundException">There is no such file: the folder is of no scoring.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public ScoringDefinition Read()
    {
        if (!File.Exists(FilePath))
            throw new FileNotFoundException($"The folder '{folder}' has no {Name}: give one that rows were scored to.", FilePath);
        try
        {
            using var file = File.OpenRead(FilePath);
            if (JsonSerializer.Deserialize<ScoringDefinition>(file, _options) is { RowsPerBlock: > 0, RowCount: null or >= 0 } definition)
                return definition;
        }
        catch (JsonException exception)
        {
            throw Damaged(exception);
        }
        throw Damaged(null);
    }

    /// <summary>Tells the others how many rows there are.</summary>
    public void Write(ScoringDefinition definition)
    {
        // No clean-up as of other files: it could take one that another process is about to move to its place.
        using var file = PartFile.Create(folder, Name);
        JsonSerializer.Serialize(file.Stream, definition, _options);
        file.Keep();
    }

    private InvalidDataException Damaged(JsonException? exception) => new(
        $"The file '{FilePath}' is damaged: remove the folder and score anew.", exception);
}
