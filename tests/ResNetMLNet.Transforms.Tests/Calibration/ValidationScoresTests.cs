using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Calibration;

namespace ResNetMLNet.Transforms.Tests.Calibration;

[TestClass]
public sealed class ValidationScoresTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_Label_That_The_Model_Does_Not_Know_Should_Be_Named_With_Its_Row()
    {
        var rows = FormulaScores.Rows(3);
        rows[7].Name = "dog";
        var view = FormulaScores.View(_ml, rows);
        string[] parts = ["row of id 7", "'dog'", "'Score'", "'ant', 'bee', 'cat'", "trained on"];

        Expect.Error<InvalidOperationException>(() => Fit(view, "Name"), parts);
        Expect.Error<InvalidOperationException>(() => Fit(FormulaScores.WithKeys(_ml, view, "dog", "cat", "bee", "ant"), "Label"), parts);
    }

    [TestMethod]
    public void Too_Few_Rows_Should_Be_Counted()
    {
        var rows = FormulaScores.Rows(3).Take(12).ToList();
        for (var i = 0; i < 3; i++)
            rows[i].Name = "";

        Expect.Error<InvalidOperationException>(
            () => Fit(FormulaScores.View(_ml, rows), "Name"), "9 have a label in column 'Name'", "3 have none", "at least 10", "give more rows");
    }

    [TestMethod]
    public void Rows_Without_A_Label_Should_Be_Left_Out_And_Counted()
    {
        List<string> messages = [];
        _ml.Log += (_, e) => messages.Add(e.Message);
        var rows = FormulaScores.Rows(3);
        var expected = Fit(FormulaScores.View(_ml, rows[2..]), "Name").Temperature;
        rows[0].Name = rows[1].Name = "";
        var view = FormulaScores.View(_ml, rows);

        Assert.AreEqual(expected, Fit(view, "Name").Temperature);
        Assert.AreEqual(expected, Fit(FormulaScores.WithKeys(_ml, view, FormulaScores.Names), "Label").Temperature);
        Assert.HasCount(2, messages.FindAll(message => message.Contains("2 rows without a label in column", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.NegativeInfinity)]
    public void Scores_That_Are_No_Numbers_Should_Be_Told_With_Their_Row(float score)
    {
        var rows = FormulaScores.Rows(3);
        rows[5].Score[1] = score;

        Expect.Error<InvalidOperationException>(
            () => Fit(FormulaScores.View(_ml, rows), "Name"), "row of id 5", "'Score'", "not finite numbers", "leave out");
    }

    [TestMethod]
    public void Labels_That_Nothing_Matches_With_Scores_Should_Be_Rejected()
    {
        var unnamed = FormulaScores.View(_ml, FormulaScores.Rows(3), isNamed: false);

        Expect.Error<ArgumentOutOfRangeException>(() => Fit(unnamed, "Name"), "label column 'Name'", "does not name its classes");
        Expect.Error<ArgumentOutOfRangeException>(
            () => Fit(FormulaScores.WithKeys(_ml, unnamed, "ant", "bee", "cat", "dog"), "Label"), "label column 'Label'", "as many values", "3");
    }

    [TestMethod]
    public void Columns_Of_Another_Type_Should_Be_Rejected()
    {
        var view = FormulaScores.View(_ml, FormulaScores.Rows(3));

        Expect.Error<ArgumentOutOfRangeException>(() => Fit(view, "Score"), "label column 'Score'", "a key or a text");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.MulticlassClassification.TemperatureCalibrator("Name", "PredictedLabel").Fit(view),
            "score column 'PredictedLabel'",
            "a vector of Single");
    }

    private TemperatureCalibratorTransformer Fit(IDataView view, string label) =>
        _ml.MulticlassClassification.TemperatureCalibrator(label).Fit(view);
}
