using System.Globalization;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class PredictionCsvTests
{
    [TestMethod]
    [DataRow("=1+2.png", "=1+2.png")]
    [DataRow("-a.png", "-a.png")]
    [DataRow("@a.png", "@a.png")]
    [DataRow(" a .png", " a .png")]
    [DataRow("a,b.png", "\"a,b.png\"")]
    [DataRow("\"a\".png", "\"\"\"a\"\".png\"")]
    [DataRow("a\nb\r.png", "\"a\nb\r.png\"")]
    [DataRow("\e[1m.png", "\e[1m.png")]
    public void A_Name_Should_Be_Kept_Exactly_And_Quoted_Where_It_Has_To_Be(string name, string field) => Assert.AreEqual(
        $"file,label,class1,probability1\n{field},cat,cat,0.5\n", TextOf(new Prediction(name, "cat", [new("cat", 0.5f)])));

    [TestMethod]
    public void Numbers_Should_Be_Those_Of_No_Country()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.EndsWith("\na.png,,cat,0.25\n", TextOf(new Prediction("a.png", null, [new("cat", 0.25f)])));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string TextOf(Prediction prediction)
    {
        using var text = new StringWriter();
        var csv = new PredictionCsv(classCount: 1, text);
        csv.Write([prediction]);
        csv.End();
        return text.ToString();
    }
}
