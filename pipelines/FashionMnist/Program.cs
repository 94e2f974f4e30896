using ResNetMLNet.Interop;
using ResNetMLNet.Pipelines.FashionMnist;
using ResNetMLNet.Pipelines.FashionMnist.Output;

// The process trains and scores, nothing else.
NativeAllocator.KeepFreedMemory();

return App.Run(args, ProgramConsole.OfProcess());
