using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine;

/// <summary>The folders of pictures for training, validation and test.</summary>
/// <param name="validation">What is to be said of the folder for validation, for the help.</param>
/// <param name="test">Likewise of that for test.</param>
internal sealed class PartOptions(string validation, string test)
{
    /// <summary>The name of the option for the folder of held-out pictures.</summary>
    public const string ValidationName = "--validation";

    /// <summary>The name of the option for the folder of test pictures.</summary>
    public const string TestName = "--test";

    /// <summary>The folder for training.</summary>
    public Option<string?> Training { get; } = DataOption.Create();

    /// <summary>The folder for validation.</summary>
    public Option<string?> Validation { get; } = Options.Folder(ValidationName, validation);

    /// <summary>The folder for test.</summary>
    public Option<string?> Test { get; } = Options.Folder(TestName, test);

    /// <summary>What is wrong with the folders, as sentences: nothing can be said of pictures that were learnt from.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        var (training, validation, test) = (parsed.GetValue(Training)!, parsed.GetValue(Validation), parsed.GetValue(Test));
        if (IsSame(validation, training))
            yield return "--validation is the folder of --data: give it pictures that are not trained on.";
        if (IsSame(test, training) || IsSame(test, validation))
            yield return "--test is the folder of --data or --validation: give it pictures that are neither trained on nor chosen by.";
    }

    private static bool IsSame(string? folder, string? other) =>
        folder is not null && other is not null && Path.GetRelativePath(LinkFreePath.Of(folder), LinkFreePath.Of(other)) == ".";
}
