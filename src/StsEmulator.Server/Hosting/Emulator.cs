using StsEmulator.Federation.Outbound;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Hosting;

/// <summary>Assembles the host: one Kestrel, three listeners, each with a pipeline of its own.</summary>
internal sealed class Emulator
{
    /// <summary>How long requests may still run after a stop was asked for; the process ends within 10 s.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(8);

    private Emulator(WebApplication app, Listener aws, Listener metadata, Listener verifier)
    {
        App = app;
        Aws = aws;
        Metadata = metadata;
        Verifier = verifier;
    }

    public WebApplication App { get; }

    public Listener Aws { get; }

    public Listener Metadata { get; }

    public Listener Verifier { get; }

    /// <summary>A builder whose configuration can be read before anything is decided.</summary>
    /// <remarks>Settings are read once: watching the files would cost start-up time and change nothing.</remarks>
    public static WebApplicationBuilder CreateBuilder() =>
        WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });

    public static Emulator Build(WebApplicationBuilder builder, ServerOptions options, Seed seed, OpenedState state, ReservedPort? awsPort = null)
    {
        var aws = new Listener(ListenerKind.Aws, options.AwsUrl);
        var metadata = new Listener(ListenerKind.Metadata, options.MetadataUrl);
        var verifier = new Listener(ListenerKind.Verifier, options.VerifierUrl);
        Listener[] listeners = [aws, metadata, verifier];

        EmulatorLogging.Configure(builder.Logging, options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);
        EmulatorServices.Add(builder.Services, options, seed, state);
        // Where a free port was asked for, the URL is known once the listener stands.
        builder.Services.AddSingleton(new OutboundIssuer(() => options.PublicUrl ?? aws.ClientUrl));
        AwsListener.AddServices(builder.Services, seed, options, aws);
        MetadataListener.AddServices(builder.Services, seed.Metadata);
        VerifierListener.AddServices(builder.Services);
        if (listeners.Any(listener => listener.Url.IsSecure))
            builder.WebHost.UseKestrelHttpsConfiguration();
        if (awsPort is not null)
            builder.WebHost.UseSockets(awsPort.HandTo);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            KestrelLimits.Apply(kestrel);
            foreach (var listener in listeners)
                listener.AddTo(kestrel);
        });

        var app = builder.Build();
        Split(app, options);
        return new Emulator(app, aws, metadata, verifier);
    }

    /// <summary>
    /// Each listener has a pipeline and a route table of its own. A branch of the application would share its route table, so these are
    /// built apart from it.
    /// </summary>
    private static void Split(WebApplication app, ServerOptions options)
    {
        var aws = Pipeline(app, branch => AwsListener.Build(branch, options));
        var metadata = Pipeline(app, MetadataListener.Build);
        var verifier = Pipeline(app, branch => VerifierListener.Build(branch, options));
        app.Run(context => Listener.Of(context) switch
        {
            ListenerKind.Aws => aws(context),
            ListenerKind.Metadata => metadata(context),
            _ => verifier(context),
        });
    }

    private static RequestDelegate Pipeline(WebApplication app, Action<IApplicationBuilder> build)
    {
        var branch = new ApplicationBuilder(app.Services);
        build(branch);
        return branch.Build();
    }
}
