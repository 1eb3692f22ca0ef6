using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Faults;
using StsEmulator.Metadata.PodIdentity;
using StsEmulator.Metadata.Tasks;

namespace StsEmulator.Metadata.Http;

/// <summary>
/// What containers ask: the credentials and the metadata of a task, and the credentials of a pod. None of it takes a metadata token.
/// </summary>
internal sealed class ContainerEndpoint(
    TaskSelection tasks, CurrentTaskCredentials credentials, PodIdentityAgent pods, EmulatorClock clock)
{
    /// <summary>Tells whether a path is a container's: the version before it is no version of the instance metadata service.</summary>
    public static bool Serves(PathString path) =>
        path.Value is ['/', 'v', >= '1' and <= '4', ..] text && (text.Length == 3 || text[3] == '/');

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await WriteAsync(context, await AnswerAsync(context));
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, TaskErrors.Unavailable);
        }
    }

    private ValueTask<TaskAnswer> AnswerAsync(HttpContext context)
    {
        var path = new MetadataPath(context.Request.Path.Value);
        int version = path.Next()[1] - '0';
        var first = path.Next();
        bool isCredentials = version <= 2 && first is "credentials";
        if (version == 1 && isCredentials && path.IsAtEnd && !context.Request.Query.ContainsKey("id"))
            return pods.AnswerAsync(context.Request, Life(context), context.RequestAborted);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return ValueTask.FromResult(TaskErrors.MethodNotAllowed);
        if (isCredentials)
        {
            string id = version == 1 ? context.Request.Query["id"].ToString() : path.Next().ToString();
            return path.IsAtEnd ? CredentialsAsync(context, version, id) : ValueTask.FromResult(TaskErrors.NotFound);
        }
        return ValueTask.FromResult(version switch
        {
            2 => SecondVersion(first, path),
            3 or 4 => LaterVersion(first, path, version),
            _ => TaskErrors.NotFound,
        });
    }

    private ValueTask<TaskAnswer> CredentialsAsync(HttpContext context, int version, string id)
    {
        if (id.Length == 0)
            return ValueTask.FromResult(TaskErrors.NoId(version));
        return tasks.Find(id) is { } task
            ? credentials.GetAsync(task, context.Request.Headers.Authorization.ToString(), Life(context), context.RequestAborted)
            : ValueTask.FromResult(TaskErrors.UnknownId(version));
    }

    private static TimeSpan? Life(HttpContext context) => context.Features.Get<CredentialsFault>()?.ExpiresIn;

    /// <summary>The real endpoint knows the task by the caller's address; here it is the first.</summary>
    private TaskAnswer SecondVersion(ReadOnlySpan<char> kind, MetadataPath path)
    {
        if (kind is not ("metadata" or "stats"))
            return TaskErrors.NotFound;
        bool isAboutTask = path.IsAtEnd;
        var task = isAboutTask ? tasks.First : tasks.FindContainer(path.Next());
        if (task is null || !path.IsAtEnd)
            return TaskErrors.NotFound;
        if (kind is "metadata")
            return isAboutTask ? TaskMetadata.Task(task, 2, withTags: false) : TaskMetadata.Container(task, 2);
        return isAboutTask ? TaskStatistics.Task(task, clock.GetUtcNow()) : TaskStatistics.Container(task, clock.GetUtcNow());
    }

    private TaskAnswer LaterVersion(ReadOnlySpan<char> id, MetadataPath path, int version)
    {
        ReadOnlySpan<char> first = path.Next(), second = path.Next();
        if (!path.IsAtEnd)
            return TaskErrors.NotFound;
        var what = second switch
        {
            "" => first switch
            {
                "" => TaskDocument.Container,
                "task" => TaskDocument.Task,
                "taskWithTags" => TaskDocument.TaskWithTags,
                "stats" => TaskDocument.ContainerStatistics,
                _ => TaskDocument.None,
            },
            "stats" when first is "task" => TaskDocument.TaskStatistics,
            _ => TaskDocument.None,
        };
        if (what == TaskDocument.None)
            return TaskErrors.NotFound;
        if (tasks.Find(id) is not { } task)
            return TaskErrors.UnknownContainer(what, version, id.ToString());
        return what switch
        {
            TaskDocument.Container => TaskMetadata.Container(task, version),
            TaskDocument.ContainerStatistics => TaskStatistics.Container(task, clock.GetUtcNow()),
            TaskDocument.TaskStatistics => TaskStatistics.Task(task, clock.GetUtcNow()),
            _ => TaskMetadata.Task(task, version, withTags: what == TaskDocument.TaskWithTags),
        };
    }

    private static async Task WriteAsync(HttpContext context, TaskAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        if (answer.Status == StatusCodes.Status405MethodNotAllowed)
            response.Headers.Allow = "GET, HEAD";
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }
}
