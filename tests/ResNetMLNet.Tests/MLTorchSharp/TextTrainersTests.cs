using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.TorchSharp;

namespace ResNetMLNet.Tests.MLTorchSharp;

/// <summary>Its text trainers as they are deployed beside this library: they train, score, save and load.</summary>
[TestClass]
public sealed class TextTrainersTests
{
    [TestMethod]
    public void Text_Classification_Should_Train_Score_Save_And_Load()
    {
        using var folder = new PretrainedFolder().WithText();
        var ml = folder.CreateContext();
        var data = ml.Data.LoadFromEnumerable(Sentences());

        var model = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Sentence.Name))
            .Append(ml.MulticlassClassification.Trainers.TextClassification(
                sentence1ColumnName: nameof(Sentence.Text), batchSize: 4, maxEpochs: 1))
            .Fit(data);

        AssertScoresAlikeOnceLoaded<float[]>(ml, model, data, "Score");
        Assert.IsGreaterThan(0.0, ml.MulticlassClassification.Evaluate(model.Transform(data)).LogLoss);
    }

    [TestMethod]
    public void Sentence_Similarity_Should_Train_Score_Save_And_Load()
    {
        using var folder = new PretrainedFolder().WithText();
        var ml = folder.CreateContext();
        var data = ml.Data.LoadFromEnumerable(Sentences());

        var model = ml.Regression.Trainers.SentenceSimilarity(
                labelColumnName: nameof(Sentence.Closeness),
                sentence1ColumnName: nameof(Sentence.Text),
                sentence2ColumnName: nameof(Sentence.Other),
                batchSize: 4,
                maxEpochs: 1)
            .Fit(data);

        AssertScoresAlikeOnceLoaded<float>(ml, model, data, "Score");
    }

    [TestMethod]
    public void Named_Entities_Should_Train_Score_Save_And_Load()
    {
        using var folder = new PretrainedFolder().WithEntities();
        var ml = folder.CreateContext();
        var keys = ml.Data.LoadFromEnumerable(new[] { new { Key = "PERSON" }, new { Key = "CITY" } });
        var data = ml.Data.LoadFromEnumerable(Sentences());

        var model = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Sentence.Entities), keyData: keys)
            .Append(ml.MulticlassClassification.Trainers.NamedEntityRecognition(
                sentence1ColumnName: nameof(Sentence.Text), batchSize: 4, maxEpochs: 1))
            .Fit(data);

        AssertScoresAlikeOnceLoaded<uint[]>(ml, model, data, "PredictedLabel");
    }

    /// <remarks>Long, and of 4 GB: the encoder has 124 million weights, and their shapes are not for us to choose.</remarks>
    [TestMethod]
    [TestCategory(TestCategories.Long)]
    public void Question_Answering_Should_Train_Score_Save_And_Load()
    {
        using var folder = new PretrainedFolder().WithAnswers();
        var ml = folder.CreateContext();
        var data = ml.Data.LoadFromEnumerable(Questions());

        var model = ml.MulticlassClassification.Trainers
            .QuestionAnswer(answerIndexColumnName: nameof(Question.AnswerStart), maxEpochs: 1, batchSize: 2)
            .Fit(data);

        AssertScoresAlikeOnceLoaded<float[]>(ml, model, data, "Score");
    }

    private static void AssertScoresAlikeOnceLoaded<T>(MLContext ml, ITransformer model, IDataView data, string column)
    {
        using var file = new MemoryStream();
        ml.Model.Save(model, data.Schema, file);
        var loaded = ml.Model.Load(file, out _);

        var scores = model.Transform(data).GetColumn<T>(column).ToList();
        Assert.AreSequenceEqual(scores.Select(Text), loaded.Transform(data).GetColumn<T>(column).Select(Text));
        Assert.DoesNotContain("NaN", string.Concat(scores.Select(Text)));
    }

    private static string Text<T>(T value) => value is System.Collections.IEnumerable values ? string.Join(' ', values.Cast<object>()) : $"{value}";

    private static IEnumerable<Sentence> Sentences() =>
    [
        new() { Text = "Ada went to Paris", Other = "Ada travelled", Closeness = 1, Name = "travel", Entities = ["PERSON", "0", "0", "CITY"] },
        new() { Text = "It burned all night", Other = "He slept", Closeness = 0, Name = "fire", Entities = ["0", "0", "0", "0"] },
        new() { Text = "Bob came from Rome", Other = "Bob stayed", Closeness = 0.5f, Name = "travel", Entities = ["PERSON", "0", "0", "CITY"] },
        new() { Text = "The house is on fire", Other = "It burns", Closeness = 1, Name = "fire", Entities = ["0", "0", "0", "0", "0"] },
    ];

    private static IEnumerable<Question> Questions() =>
    [
        new() { Context = "Ada went to Paris by train", Text = "Where did Ada go?", TrainingAnswer = "Paris", AnswerStart = 12 },
        new() { Context = "Bob came from Rome on foot", Text = "Where did Bob come from?", TrainingAnswer = "Rome", AnswerStart = 14 },
    ];

    private sealed class Sentence
    {
        public string Text { get; set; } = "";

        public string Other { get; set; } = "";

        public float Closeness { get; set; }

        public string Name { get; set; } = "";

        public string[] Entities { get; set; } = [];
    }

    private sealed class Question
    {
        public string Context { get; set; } = "";

        [ColumnName("Question")]
        public string Text { get; set; } = "";

        public string TrainingAnswer { get; set; } = "";

        public int AnswerStart { get; set; }
    }
}
