using Microsoft.ML;
using ResNetMLNet.Files;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Files;
using ResNetMLNet.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

/// <summary>A last layer that goes on with the classes of the same names, and not with those of the same numbers.</summary>
[TestClass]
public sealed class ClassNamesTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly List<string> _log = [];

    public ClassNamesTests() => _ml.Log += (_, message) => _log.Add(message.Message);

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public void Classes_In_Another_Order_Should_Keep_Their_Rows()
    {
        CheckRows(["bottom", "middle", "top"], Trained(2), Trained(1), Trained(0));
        Said("Kind=Warning] The classes of '", "' are not those of the training in the same order: 3 of 3 classes go on with the row of their name");
    }

    [TestMethod]
    public void A_New_Class_Should_Begin_Anew_Among_Known_Ones_And_Be_Named()
    {
        CheckRows(["new", "top", "bottom"], Drawn(0), Trained(0), Trained(2));
        Said("2 of 3 classes go on with the row of their name in the last layer; begin anew: 'new'; are left out: 'middle'.");
    }

    [TestMethod]
    public void Another_Number_Of_Classes_Should_Keep_The_Rows_Of_Those_That_Are_Known()
    {
        CheckRows(["middle", "top", "new", "newer"], Trained(1), Trained(0), Drawn(2, of: 4), Drawn(3, of: 4));
        Said("2 of 4 classes go on", "begin anew: 'new', 'newer'; are left out: 'bottom'");
    }

    [TestMethod]
    public void Classes_Of_Which_None_Is_Known_Should_Begin_Anew()
    {
        CheckRows(["left", "centre", "right"], Drawn(0), Drawn(1), Drawn(2));
        Said("know none of the classes: the last layer begins anew");
    }

    [TestMethod]
    public void The_Same_Classes_Should_Be_Passed_Over_In_Silence()
    {
        CheckRows(SmallImages.Names, Trained(0), Trained(1), Trained(2));
        Assert.IsFalse(_log.Exists(message => message.Contains("last layer", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Weights_Without_Names_Should_Go_On_In_Their_Order_And_Say_So()
    {
        var path = _folder.File("weights.safetensors");
        using (var network = TrainedModel.Shared.CopyNetwork())
            TorchWeights.Save(network, path);
        CheckRows(["bottom", "middle", "top"], path, Trained(0), Trained(1), Trained(2));
        Said("cannot be compared with the training by names of classes: these are taken to be the same, in the same order");
    }

    [TestMethod]
    public void A_Model_File_Should_Keep_The_Names_As_Well()
    {
        var path = _folder.Write("model.zip", TrainedModel.Saved);
        CheckRows(["bottom", "middle", "top"], path, Trained(2), Trained(1), Trained(0));
    }

    [TestMethod]
    [DataRow("1")]
    [DataRow("[null]")]
    [DataRow("{")]
    public void Names_That_Are_None_Should_Be_Called_Damaged(string names)
    {
        using var network = TrainedModel.Shared.CopyNetwork();
        var path = _folder.File("weights.safetensors");
        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(
            stream, network.state_dict(), new Dictionary<string, string> { ["resnetmlnet.classes"] = names }));

        Expect.Error<InvalidDataException>(
            () => CheckRows(SmallImages.Names, path), path, "damaged", "'resnetmlnet.classes' is no list of names");
    }

    private void CheckRows(string[] names, params Tensor[] expected)
    {
        var path = _folder.File("weights.safetensors");
        TrainedModel.Shared.SaveWeights(path);
        CheckRows(names, path, expected);
    }

    /// <summary>Trains with so small a step that nothing moves, and compares the last layer.</summary>
    private void CheckRows(string[] names, string path, params Tensor[] expected)
    {
        var options = TrainedModel.Options(epochs: 1);
        options.PretrainedWeights = path;
        options.LearningRate = 1e-30;
        using var model = _ml.MulticlassClassification.Trainers.ResNet(options).Fit(View(names));
        using var network = model.CopyNetwork();
        var found = LastLayer(network);
        for (var row = 0; row < expected.Length; row++)
            Assert.IsTrue(found[row].allclose(expected[row]), names[row]);
    }

    private IDataView View(string[] names)
    {
        var rows = SmallImages.Rows(12).Select((row, index) => new SmallImages.Row { Features = row.Features, Name = names[index % names.Length] });
        var keys = _ml.Data.LoadFromEnumerable(names.Select(name => new SmallImages.KeyRow { Name = name }));
        var view = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: keys).Fit(view).Transform(view);
    }

    private void Said(params string[] parts)
    {
        foreach (var part in parts)
            Assert.Contains(part, string.Join('\n', _log));
    }

    /// <summary>A row of the trained last layer with its bias.</summary>
    private static Tensor Trained(int row)
    {
        using var network = TrainedModel.Shared.CopyNetwork();
        return LastLayer(network)[row].clone();
    }

    /// <summary>A row as a training of the same seed begins with it.</summary>
    private static Tensor Drawn(int row, int of = 3)
    {
        using var network = new ResNet(TrainedModel.Description, inputChannels: 1, of, seed: 1);
        return LastLayer(network)[row].clone();
    }

    private static Tensor LastLayer(ResNet network)
    {
        var state = network.state_dict();
        return cat([state["fc.weight"], state["fc.bias"].unsqueeze(1)], 1).detach();
    }
}
