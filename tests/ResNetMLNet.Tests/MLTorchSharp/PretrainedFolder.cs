using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.TorchSharp.Extensions;
using Microsoft.ML.TorchSharp.NasBert;
using Microsoft.ML.TorchSharp.NasBert.Models;
using Microsoft.ML.TorchSharp.Roberta;
using ResNetMLNet.Tests.Utilities;
using TorchSharp;

namespace ResNetMLNet.Tests.MLTorchSharp;

/// <summary>
/// A folder for <see cref="MLContext.TempFilePath"/> with files such as ML.NET downloads for its text trainers: of the right
/// shapes, with random weights.
/// </summary>
internal sealed class PretrainedFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    /// <summary>Adds the file of text classification and sentence similarity.</summary>
    public PretrainedFolder WithText()
    {
        var (pad, symbols) = Vocabulary();
        return Add("NasBert2000000.tsm", () => new ModelForPrediction(
            new TextClassificationTrainer.TextClassificationOptions(), pad, symbols, numClasses: 2).GetEncoder());
    }

    /// <summary>Adds the file of named entities.</summary>
    public PretrainedFolder WithEntities()
    {
        var (pad, symbols) = Vocabulary();
        return Add("pretrained_NasBert_14M_encoder.tsm", () => new NerModel(new NerTrainer.NerOptions(), pad, symbols, numLabels: 2).GetEncoder());
    }

    /// <summary>Adds the file of question answering, half a gigabyte.</summary>
    public PretrainedFolder WithAnswers() =>
        Add("pretrained_Roberta_encoder.tsm", () => new RobertaModelForQA(new QATrainer.Options()).GetEncoder());

    /// <summary>A context that finds the files.</summary>
    public MLContext CreateContext()
    {
        torch.random.manual_seed(1);
        return new MLContext(seed: 1) { TempFilePath = Path };
    }

    public void Dispose() => _folder.Dispose();

    private PretrainedFolder Add(string name, Func<torch.nn.Module> create)
    {
        torch.random.manual_seed(1);
        using var encoder = create();
        Directory.CreateDirectory(_folder.File("mlnet"));
        encoder.save(_folder.File($"mlnet/{name}"));
        return this;
    }

    private static (int Pad, int Symbols) Vocabulary()
    {
        using var channel = ((IHostEnvironment)new MLContext()).Start("tokenizer");
        var tokenizer = TokenizerExtensions.GetInstance(channel).RobertaModel();
        return (tokenizer.PadIndex, tokenizer.SymbolsCount);
    }
}
