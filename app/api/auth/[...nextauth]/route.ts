import { answerAuth } from "@/lib/server/auth/answer-auth";

export { answerAuth as GET, answerAuth as POST };
