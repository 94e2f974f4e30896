using Microsoft.ML;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>Collects the options that do not go together, so that one message can name them all.</summary>
internal sealed class Contradictions
{
    private readonly List<string> _problems = [];

    /// <summary>Notes a problem, a sentence with its remedy, unless all is well.</summary>
    public void Require(bool isWell, string problem)
    {
        if (!isWell)
            _problems.Add(problem);
    }

    /// <summary>Does something and notes what the library says against it, in the names of the command line.</summary>
    public void Collect(Action action)
    {
        try
        {
            action();
        }
        catch (ArgumentException exception)
        {
            _problems.Add(OptionNames.Translate(ErrorText.InnermostMessage(exception)));
        }
    }

    /// <summary>Ends the program if anything was noted, or if the trainer itself refuses the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="verb">The verb whose options they are.</param>
    /// <exception cref="UserErrorException">There are contradictions; the message names them all.</exception>
    public void Throw(ResNetTrainer.Options options, string verb = "train")
    {
        if (_problems.Count == 0)
            Collect(() => new MLContext().MulticlassClassification.Trainers.ResNet(options));
        if (_problems.Count > 0)
            throw new UserErrorException($"{string.Join(" ", _problems)} See '{verb} --help'.");
    }
}
