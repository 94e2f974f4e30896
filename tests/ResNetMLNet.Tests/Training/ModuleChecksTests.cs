using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class ModuleChecksTests
{
    [TestMethod]
    public void A_Layer_In_A_List_That_Nobody_Registers_Should_Be_Named() =>
        Refused(new Listing(), "another one of its factory with its state gives other scores", "Not registered: Listed._hidden[1].");

    [TestMethod]
    public void A_Layer_That_Is_Made_After_The_Registration_Should_Be_Named() =>
        Refused(new Belated(), "Not registered: Late.Head.", "Call RegisterComponents at the end of the constructor");

    [TestMethod]
    public void A_Parameter_That_Nobody_Registers_Should_Be_Named() => Refused(new Loose(), "Not registered: Untied._weight.");

    [TestMethod]
    public void What_Hides_From_Fields_Should_Be_Refused_Without_A_Name() =>
        Refused(new Hiding(), "Register all that has weights as a module, parameter or buffer");

    [TestMethod]
    public void Numbers_That_No_Model_File_Can_Hold_Should_Be_Refused_Before_The_Training() =>
        Refused(new Turning(), "has 'phase' of type ComplexFloat32, which no model file can hold: convert it to Float32");

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_Network_That_Draws_When_It_Scores_Should_Be_Trained(bool fromTorch)
    {
        using var model = new MLContext().MulticlassClassification.Trainers.TorchModule(Options(new Drawing(fromTorch)))
            .Fit(SmallImages.Load(new MLContext(), 12));

        Assert.HasCount(1, model.History.Epochs);
    }

    [TestMethod]
    [DataRow(1.25, true)]
    [DataRow(1, false)]
    public void A_Network_That_Computes_Something_Else_Than_In_Double_Precision_Should_Be_Told_Of(double factor, bool isTold)
    {
        var ml = new MLContext();
        var log = new List<string>();
        ml.Log += (_, message) => log.Add(message.Message);
        using var model = ml.MulticlassClassification.Trainers.TorchModule(Options(new Inexact { Factor = factor }))
            .Fit(SmallImages.Load(ml, 12));

        var told = log.Where(message => message.Contains("off those in double precision", StringComparison.Ordinal)).ToList();
        Assert.HasCount(isTold ? 1 : 0, told);
        if (isTold)
            Assert.Contains("The scores of the network Imprecise are 25.0", told[0]);
    }

    private static void Refused(ITorchModuleFactory module, params string[] problems)
    {
        var read = 0;
        var ml = new MLContext(seed: 1);
        var view = SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(SmallImages.Rows(12).Select(row =>
        {
            read++;
            return row;
        })));
        Expect.Error<InvalidOperationException>(
            () => ml.MulticlassClassification.Trainers.TorchModule(Options(module)).Fit(view), problems);
        Assert.AreEqual(0, read, "rows are not waited for");
    }

    private static TorchModuleTrainer.Options Options(ITorchModuleFactory module) => new() { Module = module, Epoch = 1, Seed = 1 };

    private abstract class Own(string name) : nn.Module<Tensor, Tensor>(name)
    {
        public sealed override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return Logits(input.flatten(1)).MoveToOuterDisposeScope();
        }

        protected abstract Tensor Logits(Tensor pixels);
    }

    private sealed class Listed : Own
    {
        private readonly nn.Module<Tensor, Tensor>[] _hidden;
        private readonly nn.Module<Tensor, Tensor> _head;

        public Listed(TorchModuleContext context)
            : base(nameof(Listed))
        {
            _hidden = [nn.ReLU(), nn.Linear(context.ImageHeight * context.ImageWidth, 5)];
            _head = nn.Linear(5, context.ClassCount);
            RegisterComponents();
        }

        protected override Tensor Logits(Tensor pixels) => _head.call(_hidden[0].call(_hidden[1].call(pixels)));
    }

    private sealed class Late : Own
    {
        private readonly nn.Module<Tensor, Tensor> _hidden;

        public Late(TorchModuleContext context)
            : base(nameof(Late))
        {
            _hidden = nn.Linear(context.ImageHeight * context.ImageWidth, 5);
            RegisterComponents();
            Head = nn.Linear(5, context.ClassCount);
        }

        public nn.Module<Tensor, Tensor> Head { get; }

        protected override Tensor Logits(Tensor pixels) => Head.call(_hidden.call(pixels));
    }

    private sealed class Untied : Own
    {
        private readonly Tensor _weight;
        private readonly nn.Module<Tensor, Tensor> _head;

        public Untied(TorchModuleContext context)
            : base(nameof(Untied))
        {
            var pixels = context.ImageHeight * context.ImageWidth;
            _head = nn.Linear(pixels, context.ClassCount);
            RegisterComponents();
            _weight = rand(pixels).DetachFromDisposeScope();
        }

        protected override Tensor Logits(Tensor pixels) => _head.call(pixels * _weight);
    }

    private sealed class Turned : Own
    {
        private readonly nn.Module<Tensor, Tensor> _head;

        public Turned(TorchModuleContext context)
            : base(nameof(Turned))
        {
            _head = nn.Linear(context.ImageHeight * context.ImageWidth, context.ClassCount);
            register_buffer("phase", zeros(2, dtype: ScalarType.ComplexFloat32));
            RegisterComponents();
        }

        protected override Tensor Logits(Tensor pixels) => _head.call(pixels);
    }

    private sealed class Applied(Func<Tensor, Tensor> function, nn.Module<Tensor, Tensor> head) : Own(nameof(Applied))
    {
        public Applied Registered()
        {
            register_module("head", head);
            return this;
        }

        protected override Tensor Logits(Tensor pixels) => head.call(function(pixels));
    }

    [TorchModuleFactory("Listing")]
    private sealed record Listing : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => new Listed(context);
    }

    [TorchModuleFactory("Belated")]
    private sealed record Belated : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Sequential(("late", new Late(context)));
    }

    [TorchModuleFactory("Loose")]
    private sealed record Loose : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => new Untied(context);
    }

    [TorchModuleFactory("Turning")]
    private sealed record Turning : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => new Turned(context);
    }

    [TorchModuleFactory("Hiding")]
    private sealed record Hiding : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context)
        {
            var pixels = context.ImageHeight * context.ImageWidth;
            var hidden = nn.Linear(pixels, 5);
            return new Applied(hidden.call, nn.Linear(5, context.ClassCount)).Registered();
        }
    }

    [TorchModuleFactory("Drawing")]
    private sealed record Drawing(bool FromTorch) : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context)
        {
            var random = new Random(context.Seed);
            return new Applied(
                pixels => FromTorch ? nn.functional.dropout(pixels, 0.5) : pixels * random.NextSingle(),
                nn.Linear(context.ImageHeight * context.ImageWidth, context.ClassCount)).Registered();
        }
    }

    private sealed class Imprecise : Own
    {
        private readonly nn.Module<Tensor, Tensor> _head;
        private readonly double _factor;

        public Imprecise(TorchModuleContext context, double factor)
            : base(nameof(Imprecise))
        {
            _factor = factor;
            _head = nn.Linear(context.ImageHeight * context.ImageWidth, context.ClassCount);
            RegisterComponents();
        }

        protected override Tensor Logits(Tensor pixels) =>
            pixels.dtype == ScalarType.Float64 ? _head.call(pixels) : _head.call(pixels) * _factor;
    }

    [TorchModuleFactory("ResNetMLNet.Tests.Inexact")]
    private sealed record Inexact : ITorchModuleFactory
    {
        public double Factor { get; init; }

        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => new Imprecise(context, Factor);
    }
}
