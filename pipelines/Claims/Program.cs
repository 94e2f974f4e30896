using ResNetMLNet.Pipelines.Claims;
using ResNetMLNet.Pipelines.Common.Output;

return App.Run(args, ProgramConsole.OfProcess());
