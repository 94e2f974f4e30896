using ResNetMLNet.Pipelines.FashionMnist;
using ResNetMLNet.Pipelines.FashionMnist.Output;

return App.Run(args, ProgramConsole.OfProcess());
