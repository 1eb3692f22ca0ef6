return await StsEmulator.Server.Commands.EmulatorCommandLine.RunAsync(args);
