import { conversationTests } from '../playground/conversation-tests.ts';

conversationTests('whole');
